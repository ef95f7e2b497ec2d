"""Who says which sentence: the cast, the loaded voices, retakes and the cache."""
