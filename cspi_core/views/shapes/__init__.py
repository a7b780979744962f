"""The shapes of all views: what the page, the exports and the command line read, a module for each subject.

Type checkers read these modules, programs do not: the engine never imports them. The types of the page's
scripts (``site_src/assets/lib/views.d.ts``) are generated from them, so that both ends of a view are checked
against one contract. May import: the enums of the rooms below.
"""
