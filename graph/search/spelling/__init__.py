"""How names are written: folding, pinyin, romanisations, short forms."""
