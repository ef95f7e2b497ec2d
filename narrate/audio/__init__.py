"""From utterances' audio to one file: shape, measure, stitch, level, encode, tag."""
