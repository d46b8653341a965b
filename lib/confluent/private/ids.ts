/** The role binding that an environment makes for an administrator of its own. */
export const ENVIRONMENT_ADMIN_ID = 'EnvironmentAdmin';
