import { useTranslation } from "react-i18next";
import type { Seal } from "../api/types";
import "./seals.css";

const RADIUS = 43.5;
/** The arc that the company's name takes at most, above the inscription. */
const WIDEST = 244;

/** A seal as it stands in a file: ring, star, the company's name on an arc, the inscription below. */
export function SealMark({ seal, size }: { seal: Seal; size: number }) {
  const { t } = useTranslation("seals");
  const name = [...seal.company];
  const step = Math.min(25, WIDEST / Math.max(name.length - 1, 1));
  const turn = (index: number) => (index - (name.length - 1) / 2) * step;
  // What a letter may take of the arc; a long name is set narrower, not smaller.
  const room = (step * Math.PI * RADIUS) / 180;
  const height = Math.min(16, Math.max(room * 1.6, 8));
  const width = Math.min(1, (room * 0.98) / height);
  const inscription = seal.inscription ?? t("official_inscription");
  return (
    <svg
      className={seal.retired_at ? "seal-mark retired" : "seal-mark"}
      width={size}
      height={size}
      viewBox="-64 -64 128 128"
      aria-hidden="true"
    >
      <circle r="60" fill="none" strokeWidth="4" />
      <circle r="55.5" fill="none" strokeWidth="0.8" />
      <path d={STAR} stroke="none" />
      {name.map((letter, index) => (
        <text
          key={turn(index)}
          textAnchor="middle"
          dominantBaseline="central"
          fontSize={height}
          transform={`rotate(${turn(index)}) translate(0 ${-RADIUS}) scale(${width} 1)`}
        >
          {letter}
        </text>
      ))}
      <text
        y="34"
        textAnchor="middle"
        dominantBaseline="central"
        fontSize={Math.min(11.5, 66 / [...inscription].length)}
      >
        {inscription}
      </text>
    </svg>
  );
}

const STAR = star(19);

function star(outer: number): string {
  const inner = outer * 0.382;
  const points = Array.from({ length: 10 }, (_, index) => {
    const radius = index % 2 === 0 ? outer : inner;
    const angle = (index * Math.PI) / 5;
    return `${(radius * Math.sin(angle)).toFixed(2)} ${(-radius * Math.cos(angle)).toFixed(2)}`;
  });
  return `M${points.join("L")}Z`;
}
