namespace Hone.Method;

/// <summary>A question about the consequences of a project and its answer.</summary>
/// <param name="Question">The question.</param>
/// <param name="Text">The answer; empty when there is none.</param>
public sealed record ConsequenceAnswer(string Question, string Text);
