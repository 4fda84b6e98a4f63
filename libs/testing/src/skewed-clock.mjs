// Loaded with --import into a process whose own clock is to be wrong by SKEW_MS; time that passes stays right.
const RealDate = Date;
const skewMs = Number(process.env.SKEW_MS);

globalThis.Date = class extends RealDate {
  constructor(...parts) {
    if (parts.length === 0) super(RealDate.now() + skewMs);
    else super(...parts);
  }

  static now() {
    return RealDate.now() + skewMs;
  }
};
