/** Where a person finds the permission for camera and microphone; each has its own pictures. */
export type Platform = 'desktop' | 'ios' | 'android' | 'wechat';

interface Browser {
  readonly userAgent: string;
  readonly maxTouchPoints: number;
}

export function platformOf({ userAgent, maxTouchPoints }: Browser): Platform {
  if (/MicroMessenger/i.test(userAgent)) return 'wechat';
  // An iPad calls itself a Macintosh, but no Macintosh has a touch screen.
  if (/iPhone|iPad|iPod/.test(userAgent) || (/Macintosh/.test(userAgent) && maxTouchPoints > 1)) return 'ios';
  if (/Android|HarmonyOS/.test(userAgent)) return 'android';
  return 'desktop';
}
