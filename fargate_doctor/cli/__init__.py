"""The command line, one module per command, imported when it runs. Commands read and print; they judge nothing."""
