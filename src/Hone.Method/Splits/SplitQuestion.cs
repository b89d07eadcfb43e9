namespace Hone.Method;

/// <summary>One of the five questions of the split interview.</summary>
/// <param name="Text">The question.</param>
/// <param name="Answer">The answer; null where it is open.</param>
/// <param name="Evidence">What in the columns speaks for it, or who answered.</param>
public sealed record SplitQuestion(string Text, bool? Answer, string Evidence);
