Console.WriteLine("Sharpkeras");
