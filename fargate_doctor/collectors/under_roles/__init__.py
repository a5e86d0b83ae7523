"""What tasks do under their roles: questions to IAM, not calls of ours."""
