/** The lists of jobs: the indexes of the table by time, and by status and time. */
export const jobLists = { byTime: 'JobsByTime', byStatus: 'JobsByStatus' } as const;
