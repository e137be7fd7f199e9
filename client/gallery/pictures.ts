import type { Name } from './people.ts';

/** Tracks without a camera: a drawn head before a wall, one for each person. */

const walls: { readonly [N in Name]: readonly [wall: string, coat: string, hair: string] } = {
  chen: ['#cfd6d2', '#37474f', '#2a2320'],
  li: ['#d9cfc0', '#6b5844', '#1f1b19'],
  wang: ['#c9d3e0', '#3c4a63', '#3a2a22'],
  carter: ['#bfc4bb', '#27323a', '#8a6a45'],
  ouyang: ['#e0d3d6', '#6a4453', '#151515'],
  sato: ['#cbd9d0', '#4d6152', '#2b211c'],
  zhao: ['#d6d6d6', '#555555', '#222222'],
  xu: ['#d9d2e0', '#5a3f4a', '#241d1a'],
  lin: ['#d3d8c8', '#4a5240', '#241f1c'],
  haddad: ['#dcd2c4', '#41574f', '#1d1a18'],
  sun: ['#d8cfd0', '#3f4b3c', '#26201d'],
  qian: ['#d0d0e0', '#444466', '#222222'],
};

function still(
  width: number,
  height: number,
  paint: (context: CanvasRenderingContext2D) => void,
): MediaStreamTrack {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('no canvas');
  paint(context);
  const [track] = canvas.captureStream(10).getVideoTracks();
  if (track === undefined) throw new Error('no track');
  // A canvas only gives a frame when it is drawn on; and drawing costs.
  setInterval(() => isShown(track) && paint(context), 1_000);
  return track;
}

const isShown = (track: MediaStreamTrack): boolean =>
  [...document.querySelectorAll('video')].some(
    ({ srcObject }) => srcObject instanceof MediaStream && srcObject.getTracks().includes(track),
  );

const drawn = new Map<string, MediaStreamTrack>();
/** One track serves every screen it is on: drawing costs. */
function once(key: string, draw: () => MediaStreamTrack): MediaStreamTrack {
  const track = drawn.get(key) ?? draw();
  drawn.set(key, track);
  return track;
}

export const camera = (name: Name, upright = false): MediaStreamTrack =>
  once(`${name} ${upright}`, () => drawCamera(name, upright));
export const sharedScreen = (): MediaStreamTrack => once('screen', drawScreen);

function drawCamera(name: Name, upright: boolean): MediaStreamTrack {
  const [wall, coat, hair] = walls[name];
  const [width, height] = upright ? [480, 640] : [960, 540];
  return still(width, height, (context) => {
    const [x, r] = [width / 2, height / 5.2];
    const y = height * 0.42;
    context.fillStyle = wall;
    context.fillRect(0, 0, width, height);
    context.fillStyle = '#ffffff55';
    context.fillRect(width * 0.08, 0, width * 0.22, height * 0.62);
    context.fillStyle = coat;
    context.beginPath();
    context.ellipse(x, height * 1.06, r * 2.3, height * 0.42, 0, 0, Math.PI * 2);
    context.fill();
    context.fillStyle = hair;
    context.beginPath();
    context.ellipse(x, y - r * 0.16, r * 0.92, r * 1.08, 0, 0, Math.PI * 2);
    context.fill();
    context.fillStyle = '#dfb593';
    context.fillRect(x - r * 0.3, y + r * 0.5, r * 0.6, r * 0.8);
    context.beginPath();
    context.ellipse(x, y + r * 0.1, r * 0.74, r * 0.92, 0, 0, Math.PI * 2);
    context.fill();
  });
}

function drawScreen(): MediaStreamTrack {
  return still(1280, 800, (context) => {
    context.fillStyle = '#ffffff';
    context.fillRect(0, 0, 1280, 800);
    context.fillStyle = '#222222';
    context.font = '600 34px sans-serif';
    context.fillText('装修工程结算单', 80, 100);
    context.font = '22px sans-serif';
    const rows = [
      '水电改造    ¥ 18,600',
      '墙面与吊顶  ¥ 27,450',
      '木作与橱柜  ¥ 41,200',
      '增项        ¥ 9,800',
    ];
    rows.forEach((row, index) => {
      context.fillText(row, 80, 180 + index * 64);
      context.fillRect(80, 200 + index * 64, 900, 1);
    });
  });
}
