"""Rules: each finds one way in which a claim that has a sentence's words says otherwise.

A rule is given the facts of the claim and of the sentence, and knows nothing of the document. Which
rules speak, and which of them comes first, is decided by `ground/compare.py`.
"""
