namespace Hone.Method;

/// <summary>Where a training stands.</summary>
/// <param name="Epoch">The epoch under way, counted from 1.</param>
/// <param name="Epochs">Number of epochs.</param>
/// <param name="Done">Share of the whole training that is done, from 0 to 1.</param>
/// <param name="Loss">Smoothed training loss.</param>
/// <param name="ItemsPerSecond">Training speed of this epoch.</param>
/// <param name="Left">Estimated time to the end of the training.</param>
public sealed record TrainingTick(int Epoch, int Epochs, double Done, double Loss, double ItemsPerSecond, TimeSpan Left);
