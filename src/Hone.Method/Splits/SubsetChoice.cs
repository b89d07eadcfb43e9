namespace Hone.Method;

/// <summary>What was chosen.</summary>
/// <param name="Positions">Positions in the list of training items, ascending.</param>
/// <param name="Fraction">The share that was used: what was asked for, or what the minimum needs.</param>
/// <param name="RaisedClasses">How many classes have one item or group only because the share would have left them none.</param>
internal sealed record SubsetChoice(int[] Positions, double Fraction, int RaisedClasses);
