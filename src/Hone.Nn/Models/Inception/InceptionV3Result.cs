namespace Hone.Nn;

/// <summary>What an <see cref="InceptionV3"/> with two classifiers computes.</summary>
/// <param name="Logits">Of the classifier at the end: [batch, classes].</param>
/// <param name="Auxiliary">Of the classifier in the middle: [batch, classes]; the paper adds 0.4 times its loss.</param>
public sealed record InceptionV3Result(Tensor Logits, Tensor Auxiliary);
