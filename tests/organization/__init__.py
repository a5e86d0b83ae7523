"""An organization of many accounts and Regions inside the process, with AWS's page sizes, batch limits and rates."""
