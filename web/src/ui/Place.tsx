import { Go } from "./Go";
import "./place.css";

/** A card that leads somewhere: what is there, and one line about it. */
export function Place({ to, title, about }: { to: string; title: string; about: string }) {
  return (
    <Go to={to} className="place">
      <b>{title}</b>
      <span>{about}</span>
    </Go>
  );
}
