drop table agency_settings;
