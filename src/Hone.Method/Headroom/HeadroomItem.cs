namespace Hone.Method;

/// <summary>One thing to try next.</summary>
/// <param name="Kind">What was measured.</param>
/// <param name="Share">The share of the run's error or loss that it could take away at most, 0 to 1, or of its training time for <see cref="HeadroomKind.InputWait"/>; what the list is ranked by.</param>
/// <param name="Evidence">The measured numbers.</param>
/// <param name="Try">One thing to do.</param>
public sealed record HeadroomItem(HeadroomKind Kind, double Share, string Evidence, string Try);
