import { AppstoreOutlined, FieldTimeOutlined } from "@ant-design/icons";
import { Outlet, useRouterState } from "@tanstack/react-router";
import { Drawer } from "antd";
import { Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Me } from "../../api/types";
import { paths } from "../../paths";
import { dateText } from "../format";
import { Go } from "../Go";
import { useIsPhone } from "../useIsPhone";
import { useMe } from "../useMe";
import { WaitingPage } from "../WaitingPage";
import { type NavItem, navOf, tabsOf } from "./nav";
import { WhoMenu } from "./WhoMenu";
import { Wordmark } from "./Wordmark";
import "./shell.css";

/** The frame around every page: the side navigation at a desk, the tab bar on a phone. */
export default function Shell() {
  const { t } = useTranslation();
  const me = useMe();
  const phone = useIsPhone();
  return (
    <div className={phone ? "shell phone" : "shell"}>
      <a className="skip-link" href="#main">
        {t("skip_to_content")}
      </a>
      {phone ? <TopBar /> : <SideNav me={me} />}
      <div className="shell-main">
        {me.clock_simulated && <ClockBanner today={me.today} />}
        <main id="main" tabIndex={-1}>
          <Suspense fallback={<WaitingPage />}>
            <Outlet />
          </Suspense>
        </main>
      </div>
      {phone && <TabBar me={me} />}
    </div>
  );
}

function useHere(): (to: string) => boolean {
  const path = useRouterState({ select: (state) => state.location.pathname });
  return (to) => (to === "/" ? path === "/" : path === to || path.startsWith(`${to}/`));
}

function SideNav({ me }: { me: Me }) {
  return (
    <aside className="side">
      <Go to={paths.home()} className="side-brand">
        <Wordmark />
      </Go>
      <NavList me={me} />
      <WhoMenu me={me} />
    </aside>
  );
}

function NavList({ me, onGo }: { me: Me; onGo?: () => void }) {
  const { t } = useTranslation();
  const isHere = useHere();
  return (
    <nav className="nav" aria-label={t("nav.label")}>
      {navOf(me).map((group) => (
        <div key={group.key}>
          {group.key !== "home" && <p className="nav-group">{t(`nav.group.${group.key}`)}</p>}
          <ul>
            {group.items.map((item) => (
              <li key={item.key}>
                <Go
                  to={item.to}
                  onClick={onGo}
                  className={isHere(item.to) ? "nav-item here" : "nav-item"}
                  aria-current={isHere(item.to) ? "page" : undefined}
                >
                  {item.icon}
                  <span>{t(`nav.${item.key}`)}</span>
                </Go>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}

function TopBar() {
  return (
    <header className="topbar">
      <Go to={paths.home()}>
        <Wordmark small />
      </Go>
    </header>
  );
}

function TabBar({ me }: { me: Me }) {
  const { t } = useTranslation();
  const isHere = useHere();
  const [more, setMore] = useState(false);
  const tabs = tabsOf(me);
  const tab = (item: NavItem) => (
    <Go
      key={item.key}
      to={item.to}
      className={isHere(item.to) && !more ? "here" : ""}
      aria-current={isHere(item.to) ? "page" : undefined}
    >
      {item.icon}
      <span>{t(`nav.${item.key}`)}</span>
    </Go>
  );
  return (
    <>
      <nav className="tabbar" aria-label={t("nav.tabs")}>
        {tabs.map(tab)}
        <button
          type="button"
          className={more ? "here" : ""}
          onClick={() => setMore(true)}
          aria-expanded={more}
        >
          <AppstoreOutlined aria-hidden />
          <span>{t("nav.more")}</span>
        </button>
      </nav>
      <Drawer
        open={more}
        onClose={() => setMore(false)}
        placement="bottom"
        size="82%"
        title={t("nav.more")}
        styles={{ section: { borderRadius: "16px 16px 0 0" }, body: { padding: 12 } }}
      >
        <NavList me={me} onGo={() => setMore(false)} />
        <WhoMenu me={me} onGo={() => setMore(false)} />
      </Drawer>
    </>
  );
}

/** The service runs on a clock that was set for a demonstration or a test: say so on every page. */
function ClockBanner({ today }: { today: string }) {
  const { t, i18n } = useTranslation();
  return (
    <div className="clock-banner" role="status">
      <FieldTimeOutlined aria-hidden /> {t("clock_simulated", { today: dateText(today, i18n.language) })}
    </div>
  );
}
