using Hone.Learn.Data;

namespace Hone.Learn.Datasets;

/// <summary>The official parts of Adult.</summary>
/// <param name="Train">32,561 people.</param>
/// <param name="Test">16,281 people.</param>
public sealed record AdultParts(Frame Train, Frame Test);
