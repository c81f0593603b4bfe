"""The ledger in the store: statements, agreements, disputes and pledges, from the rows of a record to the answers.

``rows`` makes rows of a record, ``kinds`` reads them as what ``dragoman.ledger.across`` compares, ``keeping`` groups
mentions and finds what settles pledges as pages come, ``deciding`` keeps a person's word. The rest answers questions.
"""
