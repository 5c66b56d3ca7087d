@echo off
rem A double click on this opens the desk, on Windows.
cd /d "%~dp0"
if not exist .venv\Scripts\python.exe (
  py -m venv .venv
  .venv\Scripts\pip install --no-deps --require-hashes -r requirements.txt
)
set PYTHONPATH=plugins
.venv\Scripts\python -X utf8 -m blog.desk
if errorlevel 1 pause
