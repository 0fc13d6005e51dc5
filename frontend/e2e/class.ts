import { deflateSync } from 'node:zlib'

import { nameOf } from './classroom'
import type { Lab, Sent } from './lab'

/** Returns the names of the first n students of the class. */
export function namesOf(n: number): string[] {
  return Array.from({ length: n }, (_, i) => nameOf(i))
}

const AT_ONCE = 16

/**
 * Sends what each student of a class answers, over real HTTP, a few at a time: `answer` returns the record of the
 * i-th student, or undefined for who did not send.
 */
export async function sendClass(
  lab: Lab,
  students: number,
  answer: (i: number) => Sent | undefined,
): Promise<void> {
  const all = Array.from({ length: students }, (_, i) => i)
  for (let at = 0; at < students; at += AT_ONCE) {
    await Promise.all(
      all.slice(at, at + AT_ONCE).map(async (i) => {
        const sent = answer(i)
        if (sent) await lab.send({ student: nameOf(i), device: `d${i}`, ...sent })
      }),
    )
  }
}

/** Lets students be seen who send nothing: their notebooks connect. */
export async function connect(lab: Lab, students: number[]): Promise<void> {
  for (const i of students) {
    const who = { sender_name: nameOf(i), sender_uuid: `d${i}` }
    const query = new URLSearchParams({ session_owner: lab.owner, session_name: lab.session, ...who })
    const controller = new AbortController()
    const listening = fetch(`${lab.notebooks}/messages?${query.toString()}`, { signal: controller.signal })
    setTimeout(() => controller.abort(), 300)
    await listening.catch(() => undefined)
  }
}

function crc(bytes: Uint8Array): number {
  let c = 0xffffffff
  for (const byte of bytes) {
    c ^= byte
    for (let k = 0; k < 8; k++) c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1
  }
  return (c ^ 0xffffffff) >>> 0
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc(body))
  return Buffer.concat([length, body, sum])
}

/** Returns a PNG of a curve, as a plot would look: height is a function from 0..1 to 0..1. */
export function plot(height: (x: number) => number, width = 320, tall = 200): Uint8Array {
  const rows = Buffer.alloc((width + 1) * tall, 255)
  for (let y = 0; y < tall; y++) rows[y * (width + 1)] = 0
  const ink = (x: number, y: number, tone: number) => {
    if (x >= 0 && x < width && y >= 0 && y < tall) rows[y * (width + 1) + 1 + x] = tone
  }
  for (let x = 30; x < width - 10; x++) ink(x, tall - 20, 60)
  for (let y = 10; y < tall - 20; y++) ink(30, y, 60)
  for (let x = 30; x < width - 10; x++) {
    const y = Math.round(tall - 20 - height((x - 30) / (width - 40)) * (tall - 40))
    for (let d = -2; d <= 2; d++) ink(x, y + d, 90)
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(tall, 4)
  head[8] = 8
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', new Uint8Array()),
  ])
}
