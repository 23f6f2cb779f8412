"""What nbgrader calls of ours, through its own configuration (``nbgrader_config.py``), and what calls nbgrader.

==============  ==========================================================================
``release``     prose into HTML, at the head of ``GenerateAssignment.preprocessors``
``sanitize``    written answers into the manual cells, at the end of the sanitising pass
``autograde``   review and mark into the graded cells; takes the place of ``Execute``
``guard``       refuses a graded cell without our mark, before ``SaveAutoGrades``
``collect``     hand-ins from the desk, beside our released notebook
``listing``     which modules are out, so that formgrader offers "Collect"
``feedback``    marked pages and results to the desk
``review``      the review flag of written answers after grading again
``course``      a course directory: its configuration, its modules, its folders
``prepare``     fills the gradebook once, as the course account
``grade``       collect and grade, in worker processes
==============  ==========================================================================
"""
