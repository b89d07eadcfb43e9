namespace Hone.Learn;

/// <summary>One item that the model got wrong, or right with little confidence.</summary>
/// <param name="Id">The item's identity.</param>
/// <param name="Position">Its position among the predictions.</param>
/// <param name="Actual">The right class.</param>
/// <param name="Predicted">The predicted class.</param>
/// <param name="Probability">Probability of the predicted class.</param>
/// <param name="Loss">Its loss.</param>
public sealed record TopLoss(string Id, int Position, int Actual, int Predicted, float Probability, float Loss);
