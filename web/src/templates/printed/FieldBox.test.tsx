import { cleanup, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { PrintedField } from "../../api/types";
import { show } from "../../testing";
import { FieldBox } from "./FieldBox";

const field: PrintedField = {
  key: "from",
  label: "合同起始日",
  page: 1,
  x: 20,
  y: 30,
  width: 40,
  height: 6,
  holds: "text",
  text: "{{ contract.from|date }}",
  size: 10.5,
  align: "left",
};

afterEach(cleanup);

async function box(acts: Partial<Parameters<typeof FieldBox>[0]>) {
  const sheet = { width: 210, height: 297 };
  const nothing = () => undefined;
  await show(
    <FieldBox field={field} sheet={sheet} selected={false} faulty={false} onSelect={nothing} {...acts} />,
  );
  screen.getByRole("button", { name: "合同起始日，距左 20、距上 30，宽 40、高 6 毫米" }).focus();
}

describe("a field on its page", () => {
  it("is moved, resized and removed by the keyboard alone", async () => {
    const [onChange, onRemove, onSelect] = [vi.fn(), vi.fn(), vi.fn()];
    await box({ onChange, onRemove, onSelect });
    expect(onSelect).toHaveBeenCalled();
    await userEvent.keyboard("{ArrowRight}");
    expect(onChange).toHaveBeenLastCalledWith(expect.objectContaining({ x: 20.5, y: 30 }));
    await userEvent.keyboard("{Shift>}{ArrowDown}{/Shift}");
    expect(onChange).toHaveBeenLastCalledWith(expect.objectContaining({ width: 40, height: 6.5 }));
    await userEvent.keyboard("{Delete}");
    expect(onRemove).toHaveBeenCalledOnce();
  });

  it("stays where it is when the form is only read", async () => {
    const onSelect = vi.fn();
    await box({ onSelect });
    await userEvent.keyboard("{ArrowRight}{Delete}");
    expect(onSelect).toHaveBeenCalled();
  });
});
