"""The engine: Whoosh's queries answered from Whoosh's segments, as arrays.

Whoosh decodes and scores one posting at a time, in Python. Here a posting list is read as an array
and a step of a query is done for all documents at once; what comes out is the same. Everything of
this package imports NumPy and Whoosh, so it is imported only when text is searched.
"""
