/// The text of proofs/audit.txt; written by Scripts/embed.
enum EmbeddedAudit {
  static let text = #"""
    == T2_odds_law
    T2_odds_law
         : forall (A : finType) (M : {set A}) (beta : R) (pi : nat -> A -> R) (m w : A),
           (forall a : A, 0 < pi 0%N a) ->
           \big[Rplus/0]_a pi 0%N a = 1 ->
           m \in M ->
           w \notin M ->
           (forall (k : nat) (a : A),
            pi k.+1 a =
            pi k a * exp ((if a \in M then 1 else 0) / beta) /
            \big[Rplus/0]_b (pi k b * exp ((if b \in M then 1 else 0) / beta))) ->
           let p := fun k : nat => \big[Rplus/0]_(a in M) pi k a in
           forall k : nat, p k.+1 / (1 - p k.+1) = exp (1 / beta) * (p k / (1 - p k))
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    == T2_closed_form
    T2_closed_form
         : forall (A : finType) (M : {set A}) (beta : R) (pi : nat -> A -> R) (m : A),
           (forall a : A, 0 < pi 0%N a) ->
           \big[Rplus/0]_a pi 0%N a = 1 ->
           m \in M ->
           (forall (k : nat) (a : A),
            pi k.+1 a =
            pi k a * exp ((if a \in M then 1 else 0) / beta) /
            \big[Rplus/0]_b (pi k b * exp ((if b \in M then 1 else 0) / beta))) ->
           let p := fun k : nat => \big[Rplus/0]_(a in M) pi k a in
           forall k : nat,
           p k = p 0%N * exp (INR k / beta) / (p 0%N * exp (INR k / beta) + (1 - p 0%N))
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    == T2_error_bounds
    T2_error_bounds
         : forall (A : finType) (M : {set A}) (beta : R) (pi : nat -> A -> R) (m w : A),
           0 < beta ->
           (forall a : A, 0 < pi 0%N a) ->
           \big[Rplus/0]_a pi 0%N a = 1 ->
           m \in M ->
           w \notin M ->
           (forall (k : nat) (a : A),
            pi k.+1 a =
            pi k a * exp ((if a \in M then 1 else 0) / beta) /
            \big[Rplus/0]_b (pi k b * exp ((if b \in M then 1 else 0) / beta))) ->
           let p := fun k : nat => \big[Rplus/0]_(a in M) pi k a in
           forall k : nat,
           (1 - p 0%N) * exp (- INR k / beta) <= 1 - p k <=
           (1 - p 0%N) / p 0%N * exp (- INR k / beta)
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T2_one_step_ratio
    T2_one_step_ratio
         : forall (A : finType) (M : {set A}) (beta : R) (pi : nat -> A -> R) (m w : A),
           0 < beta ->
           (forall a : A, 0 < pi 0%N a) ->
           \big[Rplus/0]_a pi 0%N a = 1 ->
           m \in M ->
           w \notin M ->
           (forall (k : nat) (a : A),
            pi k.+1 a =
            pi k a * exp ((if a \in M then 1 else 0) / beta) /
            \big[Rplus/0]_b (pi k b * exp ((if b \in M then 1 else 0) / beta))) ->
           let p := fun k : nat => \big[Rplus/0]_(a in M) pi k a in
           forall k : nat,
           (1 - p k.+1) / (1 - p k) = / (1 + p k * (exp (1 / beta) - 1)) /\
           exp (- (1 / beta)) < (1 - p k.+1) / (1 - p k) < 1
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T2_ratio_limit
    T2_ratio_limit
         : forall (A : finType) (M : {set A}) (beta : R) (pi : nat -> A -> R) (m w : A),
           0 < beta ->
           (forall a : A, 0 < pi 0%N a) ->
           \big[Rplus/0]_a pi 0%N a = 1 ->
           m \in M ->
           w \notin M ->
           (forall (k : nat) (a : A),
            pi k.+1 a =
            pi k a * exp ((if a \in M then 1 else 0) / beta) /
            \big[Rplus/0]_b (pi k b * exp ((if b \in M then 1 else 0) / beta))) ->
           let p := fun k : nat => \big[Rplus/0]_(a in M) pi k a in
           is_lim_seq (fun k : nat => (1 - p k.+1) / (1 - p k)) (exp (- (1 / beta)))
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T2_limit
    T2_limit
         : forall (A : finType) (M : {set A}) (beta : R) (pi : nat -> A -> R) (m w : A),
           0 < beta ->
           (forall a : A, 0 < pi 0%N a) ->
           \big[Rplus/0]_a pi 0%N a = 1 ->
           m \in M ->
           w \notin M ->
           (forall (k : nat) (a : A),
            pi k.+1 a =
            pi k a * exp ((if a \in M then 1 else 0) / beta) /
            \big[Rplus/0]_b (pi k b * exp ((if b \in M then 1 else 0) / beta))) ->
           let p := fun k : nat => \big[Rplus/0]_(a in M) pi k a in is_lim_seq p 1
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T3_conditional_invariance
    T3_conditional_invariance
         : forall (A : finType) (M : {set A}) (beta : R) (pi : nat -> A -> R) (m w : A),
           (forall a : A, 0 < pi 0%N a) ->
           \big[Rplus/0]_a pi 0%N a = 1 ->
           m \in M ->
           w \notin M ->
           (forall (k : nat) (a : A),
            pi k.+1 a =
            pi k a * exp ((if a \in M then 1 else 0) / beta) /
            \big[Rplus/0]_b (pi k b * exp ((if b \in M then 1 else 0) / beta))) ->
           let p := fun k : nat => \big[Rplus/0]_(a in M) pi k a in
           forall k : nat,
           (forall a : A, a \in M -> pi k a / p k = pi 0%N a / p 0%N) /\
           (forall a : A,
            a \notin M ->
            pi k a / \big[Rplus/0]_(b in ~: M) pi k b =
            pi 0%N a / \big[Rplus/0]_(b in ~: M) pi 0%N b)
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    == T3_limit_policy
    T3_limit_policy
         : forall (A : finType) (M : {set A}) (beta : R) (pi : nat -> A -> R) (m w : A),
           0 < beta ->
           (forall a : A, 0 < pi 0%N a) ->
           \big[Rplus/0]_a pi 0%N a = 1 ->
           m \in M ->
           w \notin M ->
           (forall (k : nat) (a : A),
            pi k.+1 a =
            pi k a * exp ((if a \in M then 1 else 0) / beta) /
            \big[Rplus/0]_b (pi k b * exp ((if b \in M then 1 else 0) / beta))) ->
           let p := fun k : nat => \big[Rplus/0]_(a in M) pi k a in
           forall a : A, is_lim_seq (pi^~ a) (if a \in M then pi 0%N a / p 0%N else 0)
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T33_monotone
    T33_monotone
         : forall (A : finType) (M : {set A}) (beta : R) (pi : nat -> A -> R) (m w : A),
           0 < beta ->
           (forall a : A, 0 < pi 0%N a) ->
           \big[Rplus/0]_a pi 0%N a = 1 ->
           m \in M ->
           w \notin M ->
           (forall (k : nat) (a : A),
            pi k.+1 a =
            pi k a * exp ((if a \in M then 1 else 0) / beta) /
            \big[Rplus/0]_b (pi k b * exp ((if b \in M then 1 else 0) / beta))) ->
           forall C : {set A},
           let p0 := \big[Rplus/0]_(a in M) pi 0%N a in
           let correct := fun k : nat => \big[Rplus/0]_(a in C) pi k a in
           let correct_in_M := \big[Rplus/0]_(a in M :&: C) pi 0%N a / p0 in
           let correct_outside := \big[Rplus/0]_(a in ~: M :&: C) pi 0%N a / (1 - p0) in
           (correct_outside <= correct_in_M -> forall k : nat, correct k <= correct k.+1) /\
           (correct_in_M <= correct_outside -> forall k : nat, correct k.+1 <= correct k)
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T2_majority_kept
    T2_majority_kept
         : forall (A : finType) (beta : R) (pi : nat -> A -> R) (m : A),
           0 < beta ->
           (forall a : A, 0 < pi 0%N a) ->
           \big[Rplus/0]_a pi 0%N a = 1 ->
           (forall (k : nat) (a : A),
            pi k.+1 a =
            pi k a * exp ((if a == m then 1 else 0) / beta) /
            \big[Rplus/0]_b (pi k b * exp ((if b == m then 1 else 0) / beta))) ->
           (forall a : A, a != m -> pi 0%N a < pi 0%N m) ->
           forall (k : nat) (a : A), a != m -> pi k a < pi k m
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T4i_convergence_not_implied
    T4i_convergence_not_implied
         : forall beta : R,
           0 < beta ->
           exists pi : nat -> bool -> R,
             (forall (k : nat) (a : bool), 0 < pi k a) /\
             (forall k : nat, \big[Rplus/0]_a pi k a = 1) /\
             (forall k : nat, pi k false < pi k true) /\
             (forall k : nat, pi k true < pi k.+1 true) /\
             (forall k : nat,
              pi k.+1 true <=
              pi k true * exp (1 / beta) / (pi k true * exp (1 / beta) + (1 - pi k true))) /\
             (forall k : nat,
              pi k true = 3 / 4 - Rmin (1 / 8) (3 / 8 * (1 - exp (- (1 / beta)))) * (/ 2) ^ k) /\
             is_lim_seq (pi^~ true) (3 / 4)
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T4i_convergence_not_implied_beta1
    T4i_convergence_not_implied_beta1
         : exists pi : nat -> bool -> R,
             (forall (k : nat) (a : bool), 0 < pi k a) /\
             (forall k : nat, \big[Rplus/0]_a pi k a = 1) /\
             (forall k : nat, pi k false < pi k true) /\
             (forall k : nat, pi k true < pi k.+1 true) /\
             (forall k : nat,
              pi k.+1 true <= pi k true * exp 1 / (pi k true * exp 1 + (1 - pi k true))) /\
             (forall k : nat, pi k true = 3 / 4 - (/ 2) ^ (k + 3)) /\
             is_lim_seq (pi^~ true) (3 / 4)
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T4iii_rate_false
    T4iii_rate_false
         : forall beta : R,
           0 < beta ->
           exists (n : nat) (pi : nat -> bool -> R),
             (forall (k : nat) (a : bool), 0 < pi k a) /\
             (forall k : nat, \big[Rplus/0]_a pi k a = 1) /\
             (forall k : nat, pi k false < pi k true) /\
             (forall k : nat, pi k true < pi k.+1 true) /\
             (forall k : nat,
              pi k.+1 true <=
              pi k true * exp (1 / beta) / (pi k true * exp (1 / beta) + (1 - pi k true))) /\
             (forall k : nat, pi k true = 1 - / (INR (k + n) + 3)) /\
             is_lim_seq (pi^~ true) 1 /\
             (forall C rho : R,
              0 < rho < 1 -> ~ (forall k : nat, 1 - pi k true <= C * rho ^ k))
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T4iii_rate_false_beta1
    T4iii_rate_false_beta1
         : exists pi : nat -> bool -> R,
             (forall (k : nat) (a : bool), 0 < pi k a) /\
             (forall k : nat, \big[Rplus/0]_a pi k a = 1) /\
             (forall k : nat, pi k false < pi k true) /\
             (forall k : nat, pi k true < pi k.+1 true) /\
             (forall k : nat,
              pi k.+1 true <= pi k true * exp 1 / (pi k true * exp 1 + (1 - pi k true))) /\
             (forall k : nat, pi k true = 1 - / (INR k + 3)) /\
             is_lim_seq (pi^~ true) 1 /\
             (forall C rho : R,
              0 < rho < 1 -> ~ (forall k : nat, 1 - pi k true <= C * rho ^ k))
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T4v_limit_not_implied
    T4v_limit_not_implied
         : forall beta : R,
           0 < beta ->
           exists pi : nat -> 'I_3 -> R,
             let M := [set a | (a < 2)%N] in
             let p := fun k : nat => \big[Rplus/0]_(a in M) pi k a in
             (forall (k : nat) (a : 'I_3), 0 < pi k a) /\
             (forall k : nat, \big[Rplus/0]_(a < 3) pi k a = 1) /\
             (forall k : nat, 1 / 2 < p k) /\
             (forall k : nat, p k < p k.+1) /\
             (forall k : nat,
              p k.+1 <= p k * exp (1 / beta) / (p k * exp (1 / beta) + (1 - p k))) /\
             is_lim_seq p 1 /\
             (exists (a : 'I_3) (l : R),
                a \in M /\ is_lim_seq (pi^~ a) l /\ l <> pi 0%N a / p 0%N)
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T5_convergence
    T5_convergence
         : forall (A : finType) (M : {set A}) (beta eta : R) (pi : nat -> A -> R) (m w : A),
           0 < beta ->
           0 < eta <= 1 ->
           (forall (k : nat) (a : A), 0 < pi k a) ->
           (forall k : nat, \big[Rplus/0]_a pi k a = 1) ->
           m \in M ->
           w \notin M ->
           let p := fun k : nat => \big[Rplus/0]_(a in M) pi k a in
           let optimum :=
             fun k : nat => p k * exp (1 / beta) / (p k * exp (1 / beta) + (1 - p k)) in
           (forall k : nat, (1 - eta) * p k + eta * optimum k <= p k.+1) ->
           (forall k : nat,
            1 - p k <=
            (1 - eta * (p 0%N * (exp (1 / beta) - 1) / (1 + p 0%N * (exp (1 / beta) - 1))))
            ^ k * (1 - p 0%N)) /\ is_lim_seq p 1
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T5_asymptotic_ratio
    T5_asymptotic_ratio
         : forall (A : finType) (M : {set A}) (beta eta : R) (pi : nat -> A -> R) (m w : A),
           0 < beta ->
           0 < eta <= 1 ->
           (forall (k : nat) (a : A), 0 < pi k a) ->
           (forall k : nat, \big[Rplus/0]_a pi k a = 1) ->
           m \in M ->
           w \notin M ->
           let p := fun k : nat => \big[Rplus/0]_(a in M) pi k a in
           let optimum :=
             fun k : nat => p k * exp (1 / beta) / (p k * exp (1 / beta) + (1 - p k)) in
           (forall k : nat, p k.+1 = (1 - eta) * p k + eta * optimum k) ->
           is_lim_seq (fun k : nat => (1 - p k.+1) / (1 - p k))
             (1 - eta * (1 - exp (- (1 / beta))))
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T7_never_faster
    T7_never_faster
         : forall (A : finType) (M : {set A}) (beta : R) (pi : nat -> A -> R) (m w : A),
           0 < beta ->
           (forall (k : nat) (a : A), 0 < pi k a) ->
           (forall k : nat, \big[Rplus/0]_a pi k a = 1) ->
           m \in M ->
           w \notin M ->
           let p := fun k : nat => \big[Rplus/0]_(a in M) pi k a in
           let optimum :=
             fun k : nat => p k * exp (1 / beta) / (p k * exp (1 / beta) + (1 - p k)) in
           (forall k : nat, p k.+1 <= optimum k) ->
           forall k : nat, (1 - p 0%N) / (1 - p 0%N + p 0%N * exp (INR k / beta)) <= 1 - p k
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T8_fixed_reference
    T8_fixed_reference
         : forall (A : finType) (M : {set A}) (beta : R) (ref : A -> R) 
             (pi : nat -> A -> R) (m w : A),
           0 < beta ->
           (forall a : A, 0 < ref a) ->
           \big[Rplus/0]_a ref a = 1 ->
           m \in M ->
           w \notin M ->
           let p := fun k : nat => \big[Rplus/0]_(a in M) pi k a in
           let p_ref := \big[Rplus/0]_(a in M) ref a in
           let tilted := p_ref * exp (1 / beta) / (p_ref * exp (1 / beta) + (1 - p_ref)) in
           (forall (k : nat) (a : A),
            pi k.+1 a =
            ref a * exp ((if a \in M then 1 else 0) / beta) /
            \big[Rplus/0]_b (ref b * exp ((if b \in M then 1 else 0) / beta))) ->
           (forall k : nat, p k.+1 = tilted /\ p k.+1 < 1) /\
           is_lim_seq p tilted /\ ~ is_lim_seq p 1
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T8b_plateau
    T8b_plateau
         : forall (A : finType) (M : {set A}) (beta gamma : R) (ref : A -> R)
             (pi : nat -> A -> R) (m w : A),
           0 < beta ->
           0 < gamma ->
           (forall a : A, 0 < ref a) ->
           \big[Rplus/0]_a ref a = 1 ->
           m \in M ->
           w \notin M ->
           let p := fun k : nat => \big[Rplus/0]_(a in M) pi k a in
           let p_ref := \big[Rplus/0]_(a in M) ref a in
           let weight :=
             fun (q : A -> R) (a : A) =>
             exp
               ((beta * ln (ref a) + gamma * ln (q a) + (if a \in M then 1 else 0)) /
                (beta + gamma)) in
           (forall a : A, pi 0%N a = ref a) ->
           (forall (k : nat) (a : A),
            pi k.+1 a = weight (pi k) a / \big[Rplus/0]_b weight (pi k) b) ->
           let log_odds := fun q : R => ln (q / (1 - q)) in
           (forall k : nat,
            log_odds (p k.+1) =
            (beta * log_odds p_ref + gamma * log_odds (p k) + 1) / (beta + gamma)) /\
           (forall k : nat,
            log_odds (p k) =
            log_odds p_ref + 1 / beta - 1 / beta * (gamma / (beta + gamma)) ^ k) /\
           is_lim_seq (fun k : nat => log_odds (p k)) (log_odds p_ref + 1 / beta)
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T39_reward_accuracy_identity
    T39_reward_accuracy_identity
         : forall (A : finType) (N : nat) (y : 'I_N -> A) (m c : A),
           (0 < N)%N ->
           let f := fun a : A => INR #|[set i | y i == a]| / INR N in
           INR #|[set i | (y i == m) == (y i == c)]| / INR N =
           (if m == c then 1 else 1 - f m - f c)
    Axioms:
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    == T39_at_least_label_accuracy
    T39_at_least_label_accuracy
         : forall (A : finType) (N : nat) (y : 'I_N -> A) (m c : A),
           (0 < N)%N ->
           (if m == c then 1 else 0) <= INR #|[set i | (y i == m) == (y i == c)]| / INR N
    Axioms:
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    == T39_correct_set
    T39_correct_set
         : forall (A : finType) (N : nat) (y : 'I_N -> A) (m : A) (C : {set A}),
           (0 < N)%N ->
           let f := fun a : A => INR #|[set i | y i == a]| / INR N in
           INR #|[set i | (y i == m) == (y i \in C)]| / INR N =
           (if m \in C
            then 1 - (INR #|[set i | y i \in C]| / INR N - f m)
            else 1 - f m - INR #|[set i | y i \in C]| / INR N)
    Axioms:
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    == T40_decreases_to_label_accuracy
    T40_decreases_to_label_accuracy
         : forall (I A : finType) (share beta : I -> R) (pi : I -> nat -> A -> R)
             (m c : I -> A),
           (forall i : I, 0 <= share i) ->
           (forall i : I, 0 < beta i) ->
           (forall (i : I) (a : A), 0 < pi i 0%N a) ->
           (forall i : I, \big[Rplus/0]_a pi i 0%N a = 1) ->
           (forall (i : I) (k : nat) (a : A),
            pi i k.+1 a =
            pi i k a * exp ((if a == m i then 1 else 0) / beta i) /
            \big[Rplus/0]_b (pi i k b * exp ((if b == m i then 1 else 0) / beta i))) ->
           let reward_accuracy :=
             fun k : nat =>
             \big[Rplus/0]_i
                (share i *
                 \big[Rplus/0]_a (pi i k a * (if (a == m i) == (a == c i) then 1 else 0))) in
           let label_accuracy := \big[Rplus/0]_i (share i * (if m i == c i then 1 else 0)) in
           (forall k : nat, reward_accuracy k.+1 <= reward_accuracy k) /\
           (forall k : nat, label_accuracy <= reward_accuracy k) /\
           is_lim_seq reward_accuracy label_accuracy
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T40_no_collapse
    T40_no_collapse
         : forall (I A : finType) (share beta : I -> R) (pi : I -> nat -> A -> R)
             (m c : I -> A),
           (forall i : I, 0 <= share i) ->
           (forall i : I, 0 < beta i) ->
           (forall (i : I) (a : A), 0 < pi i 0%N a) ->
           (forall i : I, \big[Rplus/0]_a pi i 0%N a = 1) ->
           (forall (i : I) (k : nat) (a : A),
            pi i k.+1 a =
            pi i k a * exp ((if a == m i then 1 else 0) / beta i) /
            \big[Rplus/0]_b (pi i k b * exp ((if b == m i then 1 else 0) / beta i))) ->
           forall tau : R,
           let reward_accuracy :=
             fun k : nat =>
             \big[Rplus/0]_i
                (share i *
                 \big[Rplus/0]_a (pi i k a * (if (a == m i) == (a == c i) then 1 else 0))) in
           let label_accuracy := \big[Rplus/0]_i (share i * (if m i == c i then 1 else 0)) in
           (exists k : nat, reward_accuracy k < tau) <-> label_accuracy < tau
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T40_collapse_step
    T40_collapse_step
         : forall (A : finType) (beta tau : R) (pi : nat -> A -> R) (m c : A) (k : nat),
           0 < beta ->
           (forall a : A, 0 < pi 0%N a) ->
           \big[Rplus/0]_a pi 0%N a = 1 ->
           (forall (k0 : nat) (a : A),
            pi k0.+1 a =
            pi k0 a * exp ((if a == m then 1 else 0) / beta) /
            \big[Rplus/0]_b (pi k0 b * exp ((if b == m then 1 else 0) / beta))) ->
           m != c ->
           let p := pi 0%N m in
           let rest := 1 - p - pi 0%N c in
           0 < tau <= rest ->
           \big[Rplus/0]_a (pi k a * (if (a == m) == (a == c) then 1 else 0)) < tau <->
           (Z.to_nat (up (beta * ln ((rest / tau - (1 - p)) / p))) <= k)%N
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T41_not_a_functional_of_the_policy
    T41_not_a_functional_of_the_policy
         : ~
           (exists F : (bool -> R) -> bool -> R,
              forall (pi : bool -> R) (m c : bool),
              (forall a : bool, 0 < pi a) /\ \big[Rplus/0]_a pi a = 1 ->
              F pi m = \big[Rplus/0]_a (pi a * (if (a == m) == (a == c) then 1 else 0)))
    Axioms:
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    == T28_two_votes
    T28_two_votes
         : forall (A : finType) (pi : A -> R) (a : A),
           (forall b : A, 0 < pi b) ->
           \big[Rplus/0]_b pi b = 1 ->
           \big[Rplus/0]_y1
              \big[Rplus/0]_y2
                 (pi y1 * pi y2 *
                  (((if y1 == a then if a == y1 then 1 else 0 else 0) +
                    (if y2 == a then if a == y1 then 1 else 0 else 0)) / 2)) / 
           pi a = (1 + pi a) / 2
    Axioms:
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    == T28_one_vote
    T28_one_vote
         : forall (A : finType) (pi : A -> R) (a : A),
           (forall b : A, 0 < pi b) ->
           \big[Rplus/0]_b pi b = 1 ->
           \big[Rplus/0]_y (pi y * (if y == a then if a == y then 1 else 0 else 0)) / pi a =
           1
    Axioms:
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    == T1_gibbs
    T1_gibbs
         : forall (A : finType) (beta : R) (pi r q : A -> R),
           A ->
           0 < beta ->
           (forall a : A, 0 < pi a) ->
           \big[Rplus/0]_a pi a = 1 ->
           (forall a : A, 0 < q a) ->
           \big[Rplus/0]_a q a = 1 ->
           let objective :=
             \big[Rplus/0]_a (q a * r a) - beta * \big[Rplus/0]_a (q a * ln (q a / pi a)) in
           let Z := \big[Rplus/0]_b (pi b * exp (r b / beta)) in
           let optimum := fun a : A => pi a * exp (r a / beta) / Z in
           objective = beta * ln Z - beta * \big[Rplus/0]_a (q a * ln (q a / optimum a)) /\
           objective <= beta * ln Z /\
           (objective = beta * ln Z <-> (forall a : A, q a = optimum a))
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T13_assumption_false
    T13_assumption_false
         : exists (pi r : 'I_3 -> R) (a b : 'I_3),
             let mean := \big[Rplus/0]_(j < 3) (pi j * r j) in
             ((forall j : 'I_3, 0 < pi j) /\ \big[Rplus/0]_(j < 3) pi j = 1) /\
             (forall j : 'I_3, r j <= r a) /\
             r b < r a /\ pi a * (r a - mean) < pi b * (r b - mean)
    Axioms:
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    == T13_mode_gains
    T13_mode_gains
         : forall (A : finType) (pi r : A -> R) (m j : A),
           (forall a : A, 0 < pi a) ->
           \big[Rplus/0]_a pi a = 1 ->
           (forall a : A, pi a <= pi m) ->
           (forall a : A, r a <= r m) ->
           let mean := \big[Rplus/0]_a (pi a * r a) in
           pi j * (r j - mean) <= pi m * (r m - mean)
    Axioms:
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    == T18_gap_ratio
    T18_gap_ratio
         : forall (A : finType) (beta g : R) (r pi : nat -> A -> R) (m j : A),
           0 < beta ->
           (forall a : A, 0 < pi 0%N a) ->
           \big[Rplus/0]_a pi 0%N a = 1 ->
           (forall (k : nat) (a : A),
            pi k.+1 a =
            pi k a * exp (r k a / beta) / \big[Rplus/0]_b (pi k b * exp (r k b / beta))) ->
           (forall k : nat, g <= r k m - r k j) ->
           forall k : nat,
           pi k j / pi k m <= pi 0%N j / pi 0%N m * exp (- (INR k * g / beta))
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T20_constant_reward
    T20_constant_reward
         : forall (A : finType) (beta v : R) (pi r : A -> R) (a : A),
           (forall b : A, 0 < pi b) ->
           \big[Rplus/0]_b pi b = 1 ->
           (forall b : A, r b = v) ->
           pi a * exp (r a / beta) / \big[Rplus/0]_b (pi b * exp (r b / beta)) = pi a /\
           pi a * (r a - \big[Rplus/0]_b (pi b * r b)) = 0
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    == T37_covariance
    T37_covariance
         : forall (A : finType) (pi c r : A -> R),
           (forall a : A, 0 < pi a) ->
           \big[Rplus/0]_a pi a = 1 ->
           (forall a b : A, 0 <= (c a - c b) * (r a - r b)) ->
           \big[Rplus/0]_a (pi a * c a) * \big[Rplus/0]_a (pi a * r a) <=
           \big[Rplus/0]_a (pi a * (c a * r a))
    Axioms:
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    """#
}
