-- Tables with content of a case that came beside the guard itself.
call saphan_guard('case_faults', 'process');
