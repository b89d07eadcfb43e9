namespace Hone.Method;

/// <summary>One row of the table of epochs.</summary>
/// <param name="Epoch">Counted from 1.</param>
/// <param name="TrainLoss">Smoothed training loss at its end.</param>
/// <param name="ValidLoss">Mean loss over the validation part.</param>
/// <param name="Accuracy">Share of validation items it got right.</param>
/// <param name="Seconds">Time it took, validation included.</param>
public sealed record EpochScore(int Epoch, double TrainLoss, double ValidLoss, double Accuracy, double Seconds);
