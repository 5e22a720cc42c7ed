import { createRoot } from "react-dom/client";
import { startI18n } from "./i18n/i18n";
import { Providers } from "./Providers";
import "./ui/base.css";

const root = document.getElementById("root");
if (root) startI18n().then(() => createRoot(root).render(<Providers />));
