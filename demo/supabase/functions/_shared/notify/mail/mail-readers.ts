import type { ReportReader } from '../report-reader.ts';
import { postmarkReports } from './postmark-reports.ts';
import { resendReports } from './resend-reports.ts';
import { sesReports } from './ses-reports.ts';

/** The readers of the vendors of mail. */
export const mailReaders: readonly ReportReader[] = [resendReports, postmarkReports, sesReports];
