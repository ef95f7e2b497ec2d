"""Numbers, abbreviations and names in the six cases of Ukrainian and Polish, by tables."""
