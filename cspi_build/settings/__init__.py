"""What those who host a site may set: `site.yaml`, the words of the pages, colours and logo.

May import: schema and below.
"""
