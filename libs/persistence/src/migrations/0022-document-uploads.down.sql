drop table document_upload_pieces;
drop table document_uploads;
