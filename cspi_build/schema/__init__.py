"""What the files of a maintainer may hold: pydantic models, their JSON Schemas, and their errors in words.

May import: yaml_source and below.
"""
