import { CheckCircleFilled, RightOutlined } from "@ant-design/icons";
import { useTranslation } from "react-i18next";
import { hasRole } from "../api/can";
import { $api } from "../api/client";
import type { Me } from "../api/types";
import { paths } from "../paths";
import { shanghai } from "../ui/format";
import { Go } from "../ui/Go";
import { Page } from "../ui/Page";
import { Alone, Panel } from "../ui/Panel";
import { Place } from "../ui/Place";
import { DueText } from "../ui/Text";
import { useMe } from "../ui/useMe";
import "./home.css";

/** What waits for this person, most pressing first, and the places the person works in. */
export default function HomePage() {
  const { t } = useTranslation("home");
  const me = useMe();
  return (
    <Page title={t(`greeting.${partOfDay(me.now)}`, { name: me.display_name })} about={t("about")}>
      <Alone>
        <Waiting />
      </Alone>
      <Places me={me} />
    </Page>
  );
}

/** By the service's clock, in China. */
function partOfDay(now: string): "morning" | "afternoon" | "evening" {
  const hour = Number(shanghai(now)?.time.slice(0, 2) ?? 9);
  return hour < 12 ? "morning" : hour < 18 ? "afternoon" : "evening";
}

function Waiting() {
  const { t, i18n } = useTranslation("home");
  const { cards } = $api.useSuspenseQuery("get", "/api/v1/home").data;
  const waiting = cards.filter((card) => card.count > 0);
  if (waiting.length === 0) {
    return (
      <Panel>
        <div className="row">
          <CheckCircleFilled style={{ color: "var(--good)", fontSize: 22 }} aria-hidden />
          <div>
            <p className="strong">{t("nothing")}</p>
            <p className="quiet">{t("nothing_about")}</p>
          </div>
        </div>
      </Panel>
    );
  }
  return (
    <div className="waiting">
      {waiting.map((card) => (
        <section key={card.kind} className="panel flush waiting-card">
          <header>
            <h2>{i18n.exists(`home:card.${card.kind}`) ? t(`card.${card.kind}`) : t("card.other")}</h2>
            <span className="waiting-count">{card.count}</span>
          </header>
          <ul>
            {card.items.map((item) => (
              <li key={item.path + item.title}>
                <Go to={item.path}>
                  <span className="grow">
                    <span className="waiting-title">{item.title}</span>
                    {item.due_on && <DueText on={item.due_on} />}
                  </span>
                  <RightOutlined aria-hidden />
                </Go>
              </li>
            ))}
          </ul>
          {card.count > card.items.length && (
            <p className="quiet small waiting-more">{t("more", { count: card.count - card.items.length })}</p>
          )}
        </section>
      ))}
    </div>
  );
}

/** Short ways to where this person usually goes. */
function Places({ me }: { me: Me }) {
  const { t } = useTranslation("home");
  const places: [string, string][] = [];
  if (hasRole(me, "hr")) {
    places.push(
      ["import", paths.imports()],
      ["cycles", paths.cycles()],
      ["separations", paths.separations()],
    );
  }
  if (hasRole(me, "payroll") && !hasRole(me, "hr")) {
    places.push(["separation_tasks", paths.separationTasks()], ["non_competes", paths.nonCompetes()]);
  }
  if (hasRole(me, "legal", "union") && !hasRole(me, "hr")) places.push(["separations", paths.separations()]);
  if (me.is_manager) places.push(["team", paths.employees()], ["check_in", paths.checkIns()]);
  if (me.employee) {
    places.push(
      ["record", paths.employee(me.employee.id)],
      ["papers", paths.papers()],
      ["leaving", paths.leaving()],
    );
  }
  if (hasRole(me, "admin")) places.push(["accounts", paths.accounts()]);
  places.push(["calculator", paths.calculator()], ["verify", paths.verify()]);
  return (
    <nav aria-label={t("places")}>
      <h2 className="places-title">{t("places")}</h2>
      <div className="places">
        {places.map(([key, to]) => (
          <Place key={key} to={to} title={t(`place.${key}`)} about={t(`place.${key}_about`)} />
        ))}
      </div>
    </nav>
  );
}
