"""Workbooks by grammar: what Vietnamese ministries, provinces and newspapers print, with what a person reads in it.

Read in this order: `model` (a printed table and its right answer), `world` (the figures), `words` and `names` (what is
printed), `columns` (headings), `tables` and `official` (layouts), `notes` (what stands around a table), `files` (one
file of one seed), `writers` and `encodings` (bytes), `judge` (right, in part, refused or wrong).
"""
