/** How a notice may travel, in the order of R-075; an announcement is never the first. */
export const NOTICE_CHANNELS = ["in_person", "relative", "post", "email", "sms", "in_system"] as const;
export const ATTEMPT_CHANNELS = [...NOTICE_CHANNELS, "announcement"] as const;
