"""The snapshot: a typed, frozen view of a case, in which every fact can be cited and every absence has a reason."""
