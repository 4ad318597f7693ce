import { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } from "@actions/workflow-parser";
import { type ActionTemplate, convertActionTemplate, parseAction } from "@actions/workflow-parser/actions/index";

/** What GitHub's own parser says against a workflow. */
export async function wrongInWorkflow(content: string): Promise<string[]> {
  const { context, value } = parseWorkflow({ name: "workflow.yml", content }, new NoOperationTraceWriter());
  if (value) await convertWorkflowTemplate(context, value);
  return context.errors.getErrors().map(String);
}

/** An action.yml as GitHub's own parser reads it; throws where that has anything to say against it. */
export function readAction(content: string): ActionTemplate {
  const { context, value } = parseAction({ name: "action.yml", content }, new NoOperationTraceWriter());
  const action = value && convertActionTemplate(context, value);
  const errors = context.errors.getErrors();
  if (!action || errors.length > 0) throw new Error(errors.map(String).join("\n"));
  return action;
}
