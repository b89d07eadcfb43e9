namespace Hone.Learn;

/// <summary>How far a fit has come.</summary>
/// <param name="Done">Trees or rounds that are finished.</param>
/// <param name="Total">Trees or rounds that were asked for; early stopping may end before.</param>
/// <param name="TrainLoss">Mean loss on the training rows; null when it is not computed.</param>
/// <param name="ValidationLoss">Mean loss on the rows held out; null without early stopping.</param>
public readonly record struct TreeProgress(int Done, int Total, double? TrainLoss = null, double? ValidationLoss = null);
