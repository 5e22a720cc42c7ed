import { DatePicker } from "antd";
import dayjs from "dayjs";
import type { PickerProps } from "./Pickers";

/** The calendar behind a date. It offers no “today”: the machine's may be another than the service's. */
export default function DatePick({ value, onChange, ...rest }: PickerProps) {
  return (
    <DatePicker
      style={{ width: "100%" }}
      showNow={false}
      value={value ? dayjs(value) : null}
      onChange={(date) => onChange?.(date ? date.format("YYYY-MM-DD") : undefined)}
      onBlur={({ target }) => {
        // A text that was deleted by hand shows no date; the picker alone would silently keep the old one.
        if (value && (target as HTMLInputElement).value === "") onChange?.(undefined);
      }}
      {...rest}
    />
  );
}
