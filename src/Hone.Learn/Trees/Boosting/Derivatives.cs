namespace Hone.Learn;

/// <summary>First and second derivative of the loss of a row by its raw prediction.</summary>
internal record struct Derivatives(float Gradient, float Hessian);
