TECHNICAL_WORDS: frozenset[str] = frozenset()
