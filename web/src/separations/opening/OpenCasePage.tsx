import { Form } from "antd";
import { useTranslation } from "react-i18next";
import { $api } from "../../api/client";
import { paths } from "../../paths";
import { addDays } from "../../ui/format";
import { Page } from "../../ui/Page";
import { Alone, Panel } from "../../ui/Panel";
import { DatePick, EmployeePicker } from "../../ui/Pickers";
import { useMe } from "../../ui/useMe";
import { useSearch } from "../../ui/usePlace";
import { GroundComparison } from "./GroundComparison";

/** Choose the ground: every one beside the others for this person, and then open the case on one of them. */
export default function OpenCasePage() {
  const { t } = useTranslation("opening");
  const { today } = useMe();
  const [search, change] = useSearch();
  const employee = $api.useQuery(
    "get",
    "/api/v1/employees/{id}",
    { params: { path: { id: search.employee ?? "" } } },
    { enabled: !!search.employee },
  );
  return (
    <Page title={t("title")} about={t("about")} back={{ to: paths.separations(), label: t("back") }}>
      <Panel title={t("who")}>
        <Form layout="vertical" component="div">
          <div className="form-row">
            <Form.Item label={t("employee")} htmlFor="case-employee" style={{ marginBottom: 0 }}>
              <EmployeePicker
                id="case-employee"
                value={search.employee}
                shown={employee.data}
                onChange={(id) => change({ employee: id, ground: undefined, beside: undefined })}
              />
            </Form.Item>
            <Form.Item
              label={t("last_day")}
              htmlFor="case-last-day"
              style={{ marginBottom: 0 }}
              extra={t("last_day_hint", { day: addDays(today, 30) })}
            >
              <DatePick
                id="case-last-day"
                value={search.last_day}
                onChange={(last_day) => change({ last_day })}
              />
            </Form.Item>
          </div>
        </Form>
      </Panel>
      {search.employee ? (
        <Alone key={search.employee}>
          <GroundComparison
            employeeId={search.employee}
            employeeName={employee.data?.name ?? ""}
            lastDay={search.last_day}
          />
        </Alone>
      ) : (
        <p className="note">{t("first_who")}</p>
      )}
    </Page>
  );
}
