/** Two short notes for a new order. Browsers allow it only after a press, so it is made by the press that asks for it. */
export function createChime(): () => void {
  const context = new AudioContext();
  return () => {
    [660, 880].forEach((frequency, index) => {
      const start = context.currentTime + index * 0.16;
      const note = context.createOscillator();
      const volume = context.createGain();
      note.frequency.value = frequency;
      volume.gain.setValueAtTime(0.25, start);
      volume.gain.exponentialRampToValueAtTime(0.001, start + 0.35);
      note.connect(volume).connect(context.destination);
      note.start(start);
      note.stop(start + 0.4);
    });
  };
}
