"""Reachability: whether a packet and its answer get through, hop by hop."""
